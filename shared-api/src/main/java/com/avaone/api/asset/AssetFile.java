package com.avaone.api.asset;

/** Stored bytes that somebody may see: whose they are, and which. */
public record AssetFile(AssetId assetId, Variant variant) {}

package com.avaone.api.communication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of mails, newest first.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record MailPage(List<MailView> items, @Nullable String next) {}

package com.avaone.command.organization;

import com.avaone.command.kernel.CommandRole;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads the settings about organizations. */
@Configuration(proxyBeanMethods = false)
@CommandRole
@EnableConfigurationProperties(OrganizationProperties.class)
class OrganizationConfiguration {}

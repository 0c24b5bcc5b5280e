package com.avaone.web.content.site;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.UrlHandlerFilter;

/** What the site does with addresses before anybody answers them. */
@Configuration(proxyBeanMethods = false)
class SiteConfiguration {

    /** One address for each page: a slash at the end leads to the page without. */
    @Bean
    FilterRegistrationBean<UrlHandlerFilter> withoutSlash() {
        return new FilterRegistrationBean<>(UrlHandlerFilter.trailingSlashHandler(
                        "/products/**",
                        "/services/**",
                        "/pages/**",
                        "/pricing/",
                        "/bundles/",
                        "/custom-bundle/",
                        "/contacts/**")
                .redirect(HttpStatus.MOVED_PERMANENTLY)
                .build());
    }
}

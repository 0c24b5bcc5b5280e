package com.avaone.web.suite;

import com.avaone.web.AvaoneSuite;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** Runs a test against the whole suite, on a free port and with data of its own. */
@SpringBootTest(
        classes = AvaoneSuite.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "AVAONE_ADMIN_EMAIL=" + WholeSuite.EMAIL,
            "AVAONE_ADMIN_PASSWORD=" + WholeSuite.PASSWORD,
            "RESEND_API_KEY=" + WholeSuite.CANARY + "-mail",
            "GOOGLE_AI_API_KEY=" + WholeSuite.CANARY + "-assistant",
            "AVAONE_SIGN_INS_PER_MINUTE=0",
            "AVAONE_FORMS_PER_MINUTE=0",
            "AVAONE_REQUESTS_PER_MINUTE=0",
            "AVAONE_DELETION_GRACE=1s"
        })
@ContextConfiguration(initializers = FreshData.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface WholeSuite {

    /** The first system admin. */
    String EMAIL = "first.admin@avaone.example";

    /** Part of every secret here; must never be seen from outside. */
    String CANARY = "Canary-5ecret-7719";

    /** The first system admin's password. */
    String PASSWORD = CANARY + "-admin";
}

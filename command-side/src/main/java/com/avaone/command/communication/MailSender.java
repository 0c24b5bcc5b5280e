package com.avaone.command.communication;

import com.avaone.command.kernel.memory.Mail;

/** Hands mail over to whoever delivers it. */
interface MailSender {

    /**
     * Hands one mail over, and returns once it was taken. The same mail can come twice, with the same {@link Mail#mailId() mailId}, where the
     * process died before it noted that it was sent.
     *
     * @throws RuntimeException if it was not taken; its message is shown to the operator, and the mail is tried again
     */
    void send(Mail mail);
}

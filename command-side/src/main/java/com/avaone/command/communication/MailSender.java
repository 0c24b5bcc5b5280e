package com.avaone.command.communication;

import com.avaone.command.kernel.memory.Mail;

/** Hands mail over to whoever delivers it. */
interface MailSender {

    /**
     * Hands one mail over, and returns once it was taken. The same mail can come twice, with the same {@link Mail#mailId() mailId}, where the
     * process died before it noted that it was sent.
     *
     * @throws MailNotTaken if it was not taken, which says whether it is of use to try again
     * @throws RuntimeException if something else went wrong; its message is shown to the operator, and the mail is tried again
     */
    void send(Mail mail);
}

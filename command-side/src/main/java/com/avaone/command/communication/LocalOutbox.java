package com.avaone.command.communication;

import com.avaone.command.kernel.memory.Mail;

/** Without a mail provider nothing leaves the machine: a mail counts as sent, and the operator reads it in the outbox. */
final class LocalOutbox implements MailSender {

    @Override
    public void send(Mail mail) {
        // It lies in the outbox already.
    }
}

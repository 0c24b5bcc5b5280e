package com.avaone.command.kernel;

import com.avaone.api.client.ClientId;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.UserId;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** Who sent the command at hand. */
public final class Actor {

    private Actor() {}

    /** The API client that sent it; absent where none did. */
    public static @Nullable ClientId client() {
        var metadata = CurrentUnitOfWork.get().getMessage().getMetaData();
        return ActorKind.CLIENT.name().equals(metadata.get(MetadataKey.ACTOR_KIND))
                        && metadata.get(MetadataKey.ACTOR_ID) instanceof String id
                ? new ClientId(id)
                : null;
    }

    /** The user who sent it; absent where a program did, the suite itself, or nobody who is known. */
    public static @Nullable UserId user() {
        var metadata = CurrentUnitOfWork.get().getMessage().getMetaData();
        var kind = metadata.get(MetadataKey.ACTOR_KIND);
        var isUser = ActorKind.USER.name().equals(kind)
                || ActorKind.SYSTEM_ADMIN.name().equals(kind);
        return isUser && metadata.get(MetadataKey.ACTOR_ID) instanceof String id ? new UserId(id) : null;
    }
}

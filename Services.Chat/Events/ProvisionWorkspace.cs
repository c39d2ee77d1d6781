using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Events;

/// <summary>Gives a new user a workspace in the user's language.</summary>
internal sealed class ProvisionWorkspace(WorkspaceProvisioner provisioner) : IEventHandler<UserCreated>
{
    public Task HandleAsync(UserCreated integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Context.UserId == integrationEvent.UserId
            ? provisioner.CreateAsync(transaction, integrationEvent.Language, cancellationToken)
            : throw new InvalidOperationException($"{UserCreated.Topic} names another user than its own context.");
}

using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Events;

/// <summary>Shows a user's changed configuration in its workspace.</summary>
internal sealed class ShowConfiguration(ConfigView view) : IEventHandler<UserConfigUpdated>
{
    public Task HandleAsync(UserConfigUpdated integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Context.UserId == integrationEvent.UserId
            ? view.RefreshAsync(transaction, cancellationToken)
            : throw new InvalidOperationException($"{UserConfigUpdated.Topic} names another user than its own context.");
}

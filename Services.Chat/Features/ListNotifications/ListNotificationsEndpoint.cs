using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Notifications;

namespace Nanobot.Services.Chat.Features.ListNotifications;

/// <summary><c>GET /notifications</c>.</summary>
internal static class ListNotificationsEndpoint
{
    public static void MapListNotifications(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ListNotifications, HandleAsync)
        .WithSummary("What the assistant told the caller outside of answers and the caller has not put away, the newest first, in pages.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<Notification>>, Refusal>> HandleAsync(
        PageRequest page, Caller caller, NotificationStore notifications, CancellationToken cancellationToken)
    {
        Guid? after = null;
        if (page.After is { } text)
        {
            if (!Guid.TryParse(text, out var id))
            {
                return Refusals.WrongCursor;
            }

            after = id;
        }

        return TypedResults.Ok(await notifications.ListAsync(caller.Context, after, page, cancellationToken));
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Notifications;

namespace Nanobot.Services.Chat.Features.DeleteNotification;

/// <summary><c>DELETE /notifications/{notification_id}</c>.</summary>
internal static class DeleteNotificationEndpoint
{
    public static void MapDeleteNotification(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.DeleteNotification, HandleAsync)
        .WithSummary("Put away what the assistant told the caller.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        [FromRoute(Name = "notification_id")] string notificationId, Caller caller, NotificationStore notifications, CancellationToken cancellationToken) =>
        Guid.TryParse(notificationId, out var id) && await notifications.DeleteAsync(caller.Context, id, cancellationToken)
            ? TypedResults.NoContent()
            : NotificationRefusals.NotFound;
}

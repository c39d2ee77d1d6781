using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Delivery.Mail;
using Nanobot.Services.Reports.Delivery.Quiet;
using Nanobot.Services.Reports.Delivery.Webhooks;

namespace Nanobot.Services.Reports.Features.GetDeliverySettings;

/// <summary><c>GET /delivery</c>.</summary>
internal static class GetDeliverySettingsEndpoint
{
    public static void MapGetDeliverySettings(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.GetDeliverySettings, HandleAsync)
        .WithSummary("How the caller is told of reports and alerts beyond its open connections, and when it is not.");

    private static async Task<Ok<DeliverySettings>> HandleAsync(Caller caller, TenantDb db, CancellationToken cancellationToken)
    {
        var email = new SqlRows<MailAddress>(MailAddress.Of(caller.Context), MailAddress.Read);
        var webhook = new SqlRows<WebhookEndpoint>(WebhookEndpoint.Of(caller.Context), WebhookEndpoint.Read);
        var quiet = new SqlRows<QuietHours>(QuietHours.Of(caller.Context), QuietHours.Read);
        await db.BatchAsync(caller.Context, [email, webhook, quiet], cancellationToken);
        return TypedResults.Ok(new DeliverySettings(email.Rows.SingleOrDefault()?.ToResource(), webhook.Rows.SingleOrDefault()?.ToResource(), quiet.Rows.SingleOrDefault()?.ToSetting()));
    }
}

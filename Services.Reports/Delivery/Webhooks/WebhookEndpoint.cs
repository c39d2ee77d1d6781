using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Reports.Delivery.Webhooks;

/// <summary>The address that a user has told, with its secret as it is sealed.</summary>
/// <param name="Url">The address.</param>
/// <param name="Content">What goes along: one of <see cref="Contracts.Values.DeliveryContent"/>.</param>
/// <param name="Secret">The sealed secret.</param>
/// <param name="UpdatedAt">Since when it is so.</param>
/// <param name="PausedAt">When it said that it wants nothing any more.</param>
internal sealed record WebhookEndpoint(string Url, string Content, string Secret, DateTimeOffset UpdatedAt, DateTimeOffset? PausedAt)
{
    private const string Select = "select url, content, secret, updated_at, paused_at from delivery_webhooks where tenant_id = $1 and user_id = $2";

    /// <summary>Reads that of a user.</summary>
    public static Sql Of(TenantContext context) => new(Select, context.RequiredTenantId, context.RequiredUserId);

    /// <summary>A row of <see cref="Of"/>.</summary>
    public static WebhookEndpoint Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4));

    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => $"{nameof(WebhookEndpoint)} {Url}";
}

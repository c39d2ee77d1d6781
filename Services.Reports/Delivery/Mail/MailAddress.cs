using Nanobot.Contracts.Reports;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>The address at which a user has mail.</summary>
/// <param name="Address">The address.</param>
/// <param name="VerifiedAt">When it was shown to be the user's; null where it is not yet, and nothing is sent there.</param>
/// <param name="CodeExpiresAt">Until when the code that was sent is good; null where none waits.</param>
/// <param name="UnsubscribedAt">Since when whoever reads there wants no more.</param>
internal sealed record MailAddress(string Address, DateTimeOffset? VerifiedAt, DateTimeOffset? CodeExpiresAt, DateTimeOffset? UnsubscribedAt)
{
    private const string Select = "select address, verified_at, code_expires_at, unsubscribed_at from delivery_addresses where tenant_id = $1 and user_id = $2 and address <> ''";

    /// <summary>Reads that of a user.</summary>
    public static Sql Of(TenantContext context) => new(Select, context.RequiredTenantId, context.RequiredUserId);

    /// <summary>A row of <see cref="Of"/>.</summary>
    public static MailAddress Read(NpgsqlDataReader row) => new(row.GetString(0), Instant(row, 1), Instant(row, 2), Instant(row, 3));

    /// <summary>As the API shows it.</summary>
    public DeliveryEmail ToResource() => new(Address, VerifiedAt is not null, VerifiedAt, VerifiedAt is null ? CodeExpiresAt : null, UnsubscribedAt);

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}

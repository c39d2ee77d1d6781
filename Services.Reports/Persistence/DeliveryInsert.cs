using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Persistence;

/// <summary>Writes what is to be told, in the transaction in which it happens. The same by the same way twice writes nothing.</summary>
internal static class DeliveryInsert
{
    private const string Insert = """
        insert into deliveries (tenant_id, user_id, kind, subject_id, channel, delivery_id, due_at, created_at, format)
        select $1, $2, $3, $4, channel, gen_random_uuid(), $6, $6, $7::text from unnest($5::text[]) as channel
        on conflict do nothing
        """;

    /// <summary>That a user be told of something, by each of the ways that it wants.</summary>
    /// <param name="context">The user.</param>
    /// <param name="kind">report or alert.</param>
    /// <param name="subjectId">What is told of.</param>
    /// <param name="wish">By which ways, and in which form.</param>
    /// <param name="now">From when on.</param>
    public static Sql Of(TenantContext context, string kind, Guid subjectId, DeliveryWish wish, DateTimeOffset now) =>
        new(Insert, context.RequiredTenantId, context.RequiredUserId, kind, subjectId, wish.Channels.ToArray(), now, wish.Format) { IsBookkeeping = true };
}

using Nanobot.Platform.Data;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>Reads what was said in a session since it was gone through last, as its user.</summary>
internal sealed class ConsolidationReader(TenantDb db)
{
    private const int MostMessages = 500;

    private const string SelectSaid = $"""
        select {SaidMessage.Columns} from chat_message where tenant_id = $1 and user_id = $2 and session_id = $3 and number > $4 order by number limit $5
        """;

    /// <summary>The next of it that comes to at most <paramref name="room"/> octets; nothing where nothing more was said.</summary>
    public async Task<Stretch> ReadAsync(ClaimedConsolidation claim, long room, CancellationToken cancellationToken)
    {
        var messages = await db.QueryAsync(claim.Context,
            new Sql(SelectSaid, claim.TenantId, claim.UserId, claim.SessionId, claim.Through, MostMessages), SaidMessage.Read, cancellationToken);
        return messages.Count == 0 ? new Stretch([], claim.Through, 0, HasMore: false) : Stretch.Of(messages, room, isAll: messages.Count < MostMessages);
    }
}

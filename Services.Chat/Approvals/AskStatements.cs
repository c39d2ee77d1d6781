using Nanobot.Platform.Data;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Approvals;

/// <summary>The statements by which a call comes to wait. They are the platform's notes: the entry of the audit is that of the turn.</summary>
internal static class AskStatements
{
    /// <summary>The call of a turn, by its hash.</summary>
    public const string SelectAsked = $"select {Approval.Columns} from chat_approval where tenant_id = $1 and user_id = $2 and turn_id = $4 and arguments_hash = $5";

    /// <summary>What waits in no session for the same, on the same files.</summary>
    public const string SelectWaiting = $"""
        select {Approval.Columns} from chat_approval
        where tenant_id = $1 and user_id = $2 and session_id is null and state = 'pending' and expires_at > $3 and arguments_hash = $4 and based_on = $5
        """;

    // Octets of all that waits for one user: a model could have 100 calls wait with a file of 1 MiB each.
    private const int MostOctets = 8 * 1024 * 1024;

    private const string Trim = "delete from chat_approval where tenant_id = $1 and user_id = $2 and created_at < $3";

    private const string Insert = """
        insert into chat_approval (tenant_id, user_id, approval_id, session_id, turn_id, call_key, tool, arguments, arguments_hash, sink, labels, based_on, is_chinese,
                                   state, created_at, expires_at)
        select $1, $2, $3, $4::uuid, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'pending', $14, $15
        where (
            select count(*) < $16 and coalesce(sum(octet_length(arguments)), 0) + octet_length($8::text) <= $17
            from chat_approval where tenant_id = $1 and user_id = $2 and state = 'pending' and expires_at > $14)
        on conflict (tenant_id, user_id, turn_id, arguments_hash) do nothing
        """;

    public static IReadOnlyList<Sql> Of(string tenant, string user, AskedApproval asked, string basedOn, ApprovalOptions options, DateTimeOffset now) =>
    [
        new Sql(Trim, tenant, user, now - options.Lifetime - options.Retention) { IsBookkeeping = true },
        new Sql(Insert, tenant, user, Guid.CreateVersion7(now), asked.SessionId, asked.TurnId, asked.Key, asked.Tool, asked.Arguments.Json, asked.Arguments.Hash,
            asked.Flow.SinkName, LabelSet.Write(asked.Labels), basedOn, asked.IsInChinese, now, now + options.Lifetime, options.MaximumPending, MostOctets) { IsBookkeeping = true },
    ];
}

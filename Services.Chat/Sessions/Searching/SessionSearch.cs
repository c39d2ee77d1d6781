using System.Text;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Trust;
using Npgsql;

namespace Nanobot.Services.Chat.Sessions.Searching;

/// <summary>
/// Finds words in the titles and messages of a user's sessions, the newest session first. It reads the user's own rows by their key and compares
/// each: under row-level security PostgreSQL uses no index of words, whose comparison it would have to make before it knows whose row it is.
/// So it looks at some sessions after the others, until it has enough or has looked for long enough.
/// </summary>
internal sealed class SessionSearch(TenantDb db, TimeProvider time)
{
    /// <summary>Messages of a session that are looked at, from its newest on.</summary>
    public const int MostOfSession = 5_000;

    private const int Sessions = 200;
    private const int Messages = 2_000;
    private static readonly TimeSpan LooksFor = TimeSpan.FromMilliseconds(500);

    // Sessions up to so many messages, and one at the least. $5: the words in the decomposed form, where that is another one.
    private const string Select = $"""
        with line as materialized (
            select {SessionSummary.Columns}, sum(messages) over (order by session_id desc) - messages as before
            from (
                select * from chat_session
                where tenant_id = $1 and user_id = $2 and ($3::uuid is null or session_id < $3::uuid)
                order by session_id desc limit $6) newest)
        select {SessionSummary.Columns},
            position(lower($4) in lower(title)) > 0 or ($5::text is not null and position(lower($5::text) in lower(title)) > 0),
            hit.number, hit.role, hit.excerpt, hit.labels
        from line
        left join lateral (
            select number, role, substr(content, greatest(greatest(position(lower($4) in lower(content)), position(lower(coalesce($5::text, $4)) in lower(content))) - 120, 1), 800) as excerpt, labels
            from (
                select number, role, content, labels from chat_message
                where tenant_id = $1 and user_id = $2 and chat_message.session_id = line.session_id
                order by number desc limit $8) latest
            where position(lower($4) in lower(content)) > 0 or ($5::text is not null and position(lower($5::text) in lower(content)) > 0)
            order by number desc limit 1) hit on true
        where before < $7
        order by session_id desc
        """;

    /// <summary>
    /// Sessions that have <paramref name="words"/>, of those behind the session <paramref name="after"/>: at most <paramref name="most"/>; and the session
    /// behind which the search goes on, null where nothing is left.
    /// </summary>
    public async Task<(IReadOnlyList<FoundSession> Found, Guid? Mark)> FindAsync(
        TenantContext context, SearchWords words, Guid? after, int most, CancellationToken cancellationToken)
    {
        var decomposed = words.Value.Normalize(NormalizationForm.FormD);
        var since = time.GetTimestamp();
        var found = new List<FoundSession>();
        while (true)
        {
            var rows = await db.ListAsync(context,
                new Sql(Select, context.RequiredTenantId, context.RequiredUserId, after, words.Value, decomposed == words.Value ? null : decomposed, Sessions, Messages, MostOfSession),
                [0], row => Read(row, words.Value), cancellationToken);
            foreach (var row in rows)
            {
                after = Guid.Parse(row.Key);
                if (row.Value is { Found: { InTitle: true } or { Message: not null } } one)
                {
                    found.Add(one);
                    if (found.Count == most)
                    {
                        return (found, after);
                    }
                }
            }

            if (rows.Count == 0 || time.GetElapsedTime(since) >= LooksFor)
            {
                return (found, rows.Count == 0 ? null : after);
            }
        }
    }

    private static FoundSession Read(NpgsqlDataReader row, string words) => new(SessionSummary.Read(row),
        new FoundWords(row.GetBoolean(5), row.IsDBNull(6) ? null : new FoundMessage(row.GetInt32(6), row.GetString(7), Excerpt.Of(row.GetString(8), words))),
        TextLabels.User | (row.IsDBNull(6) ? TextLabels.None : LabelSet.Read(row.IsDBNull(9) ? null : row.GetString(9)) ?? TextLabels.Other));
}

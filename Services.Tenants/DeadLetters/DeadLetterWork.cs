using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.DeadLetters;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using StackExchange.Redis;

namespace Nanobot.Services.Tenants.DeadLetters;

/// <summary>
/// What operators do to events that were put aside, with its entry in the audit: written before it is done, since it is done in Redis, so that nothing is done without one.
/// </summary>
internal sealed class DeadLetterWork(PlatformDb db, IAuditTrail trail)
{
    private static readonly PlatformScope Scope = new("operators work on events that were put aside");

    /// <summary>Does what only reads; a refusal where Redis is away, and of topics and ids that there cannot be.</summary>
    public static async Task<(T? Result, Refusal? Refusal)> ReadAsync<T>(string? topic, string? entryId, Func<Task<T>> work)
    {
        if (topic is not null && !EventTopics.IsKnown(topic))
        {
            return (default, DeadLetterRefusals.NotFound);
        }

        if (entryId is not null && !DeadLetterDesk.IsId(entryId))
        {
            return (default, DeadLetterRefusals.WrongId);
        }

        try
        {
            return (await work(), null);
        }
        catch (Exception away) when (away is RedisException or TimeoutException)
        {
            return (default, DeadLetterRefusals.Unavailable);
        }
    }

    /// <summary>Does what changes something; a refusal where that is refused. What is handed to the work is to be done before it changes anything.</summary>
    public Task<(T? Result, Refusal? Refusal)> ChangeAsync<T>(string topic, string? entryId, Func<Func<Task>, Task<T>> work, CancellationToken cancellationToken) =>
        ReadAsync(topic, entryId, () =>
        {
            AuditedWork.Name(entryId is null ? topic : $"{topic}/{entryId}");
            return work(() => AuditAsync(cancellationToken));
        });

    private async Task AuditAsync(CancellationToken cancellationToken)
    {
        if (AuditedWork.Unrecorded is { } audited)
        {
            await db.ExecuteAsync(Scope, trail.ToInsert(audited, context: null, onlyIfWritten: false) with { IsBookkeeping = true }, cancellationToken);
            audited.Recorded();
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Messaging.DeadLetters;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Messaging.DeadLetters;

/// <summary>A module with the desk, and a handler that fails as long as a test wants it to.</summary>
internal static class DeadLetterHost
{
    public const string Letters = "test.thing.v1.dlq";

    public static Task<MessagingHost> StartAsync(Func<bool>? fails = null, MessagingHost? beside = null, IEnumerable<KeyValuePair<string, string?>>? keys = null) => MessagingHost.StartAsync(
        new Before { Act = (_, _, _) => fails?.Invoke() is true ? throw new InvalidOperationException("Bad thing: secret") : Task.CompletedTask },
        beside: beside, configure: static builder => builder.AddDeadLetterDesk(), keys: keys, settings: [("Messaging:MaximumAttempts", "1")]);

    public static DeadLetterDesk Desk(this MessagingHost host) => host.Services.GetRequiredService<DeadLetterDesk>();

    public static Task<IReadOnlyList<DeadLetter>> LettersAsync(this MessagingHost host, int count) => Eventually.GetAsync(
        () => host.Desk().ListAsync(ThingHappened.Topic, null, 1_000, default), letters => letters.Count == count);

    public static Task<ReplayOutcome> ReplayAsync(this MessagingHost host, string id) => host.Desk().ReplayAsync(ThingHappened.Topic, id, static () => Task.CompletedTask, default);

    public static Task<ReplayedDeadLetters> ReplayAllAsync(this MessagingHost host) => host.Desk().ReplayAllAsync(ThingHappened.Topic, static () => Task.CompletedTask, default);

    /// <summary>Puts something aside by hand.</summary>
    public static async Task<string> PutAsideAsync(this MessagingHost host, RedisValue data, string metadata = "{}") =>
        (await host.Redis.StreamAddAsync(Letters, [new("data", data), new("metadata", metadata)]))!;
}

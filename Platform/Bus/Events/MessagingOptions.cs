namespace Nanobot.Platform.Bus.Events;

/// <summary>Options of the outbox's relay and of the consumer, section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    /// <summary>Most rows that the relay publishes in one transaction. Default 500; range 1 to 5,000.</summary>
    public int PublishBatch { get; set; } = 500;

    /// <summary>Name of the Dapr component that carries the events, where Dapr does. Default <c>pubsub</c>.</summary>
    public string PubSub { get; set; } = "pubsub";

    /// <summary>Longest wait for the Dapr sidecar to take one event. Default 5 s; range 100 ms to 30 s.</summary>
    public TimeSpan DaprTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Events that the Dapr sidecar may have delivered and waits for; others wait unread. Default 256; range 1 to 10,000.</summary>
    public int MaximumOpenDeliveries { get; set; } = 256;

    /// <summary>How often the relay looks without a signal. Default 500 ms; range 20 ms to 30 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long published rows stay, to be published again if Redis loses them. Default 24 h; range 1 h to 30 days.</summary>
    public TimeSpan OutboxRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long handled events are remembered. Default 7 days; from 1 h above <see cref="OutboxRetention"/> to 90 days.</summary>
    public TimeSpan InboxRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often rows past their retention are removed. Default 1 min; range 1 s to 1 h.</summary>
    public TimeSpan PurgeInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Most rows that one statement removes. Default 5,000; range 100 to 50,000.</summary>
    public int PurgeBatch { get; set; } = 5_000;

    /// <summary>
    /// Most entries in each stream, approximately: the last resort, which removes the oldest whether read or not. Default 1,000,000;
    /// range 1,000 to 100,000,000.
    /// </summary>
    public int MaxLenApprox { get; set; } = 1_000_000;

    /// <summary>
    /// How long entries stay in their stream that every consumer group has acknowledged. Default 1 h; range 1 min to
    /// <see cref="OutboxRetention"/>, after which a stream without groups is emptied.
    /// </summary>
    public TimeSpan StreamRetention { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often streams are trimmed. Default 1 min; range 1 s to 1 h.</summary>
    public TimeSpan TrimInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest wait for an answer of Redis, the reader's blocking aside. Default 5 s; range 100 ms to 30 s.</summary>
    public TimeSpan RedisTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Most entries taken from one stream at a time. Default 100; range 1 to 1,000.</summary>
    public int ReadBatch { get; set; } = 100;

    /// <summary>How long a read waits on the server for entries. Default 2 s; range 10 ms to 30 s.</summary>
    public TimeSpan ReadBlock { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Tenants whose events are handled, and through Dapr published, at the same time. Default 16; range 1 to 256.</summary>
    public int Lanes { get; set; } = 16;

    /// <summary>Entries read but not yet handled, over all tenants; above it, reading pauses. Default 10,000; range 100 to 100,000.</summary>
    public int MaximumHeld { get; set; } = 10_000;

    /// <summary>How often held entries are marked as still held. Default 5 s; range 50 ms to 60 s.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an entry lies unattended before it is taken over. Default 15 s; at least 3 times <see cref="KeepAlive"/>, at most 10 min.</summary>
    public TimeSpan ReclaimIdle { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a consumer without entries is silent before its name is removed. Default 1 min; range 1 s to 24 h.</summary>
    public TimeSpan ForgetConsumerAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Attempts at handling an event before it is a dead letter. Default 5; range 1 to 20.</summary>
    public int MaximumAttempts { get; set; } = 5;

    /// <summary>Wait before the second attempt; each further one doubles it, and jitter shortens it by up to half. Default 500 ms; range 1 ms to 10 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest time of one attempt. Default 10 s; all attempts and the waits between them must fit into 60 s.</summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Times an entry may be taken up anew, as when handling it ends the process, before it is a dead letter. Default 20; range 2 to 1,000.</summary>
    public int MaximumDeliveries { get; set; } = 20;

    /// <summary>All attempts and all waits between them, at their longest.</summary>
    internal TimeSpan RetryBudget =>
        (MaximumAttempts * HandlerTimeout) + (((1L << (MaximumAttempts - 1)) - 1) * RetryDelay);
}

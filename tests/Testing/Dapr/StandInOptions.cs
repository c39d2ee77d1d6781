namespace Nanobot.Testing.Dapr;

/// <summary>What a sidecar is told by its command line, its component and its resiliency policy.</summary>
public sealed record StandInOptions
{
    /// <summary>Name of the component.</summary>
    public string PubSub { get; init; } = "pubsub";

    /// <summary>What applications must show the sidecar (<c>DAPR_API_TOKEN</c>); null for nothing.</summary>
    public string? SidecarToken { get; init; }

    /// <summary>What the sidecar shows applications (<c>APP_API_TOKEN</c>); null for nothing.</summary>
    public string? AppToken { get; init; }

    /// <summary>The component's <c>concurrency</c>: messages of one topic that an app is given at the same time.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>Retries of the inbound resiliency policy. Zero stands for no policy: one attempt.</summary>
    public int Retries { get; init; }

    /// <summary>The policy's constant wait.</summary>
    public TimeSpan RetryWait { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether each message is delivered once more after it succeeded, as when an acknowledgement is lost.</summary>
    public bool DeliversTwice { get; init; }

    /// <summary>Whether it knows bulk calls.</summary>
    public bool HasBulk { get; init; } = true;

    /// <summary>Which bulk calls fail as a whole, told by their number from 1; null: none does.</summary>
    public Func<int, bool>? FailsBulk { get; init; }

    /// <summary>Which events, told by their envelopes, the broker does not take; null: it takes all.</summary>
    public Func<string, bool>? Refuses { get; init; }
}

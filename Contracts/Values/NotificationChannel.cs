namespace Nanobot.Contracts.Values;

/// <summary>Where a user is told of a report.</summary>
public sealed record NotificationChannel : Choice<NotificationChannel>, IChoice<NotificationChannel>
{
    private NotificationChannel(string value)
        : base(value)
    {
    }

    /// <summary>On its open connections and devices.</summary>
    public static NotificationChannel Push { get; } = new("push");

    /// <summary>By mail.</summary>
    public static NotificationChannel Email { get; } = new("email");

    /// <summary>By a call of an address of its own.</summary>
    public static NotificationChannel Webhook { get; } = new("webhook");

    /// <summary>By its assistant, among what that has told it.</summary>
    public static NotificationChannel Assistant { get; } = new("assistant");

    /// <inheritdoc />
    public static IReadOnlyList<NotificationChannel> All { get; } = [Push, Email, Webhook, Assistant];
}

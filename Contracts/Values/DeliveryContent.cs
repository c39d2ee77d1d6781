namespace Nanobot.Contracts.Values;

/// <summary>What of a report goes along with what its user's address is told.</summary>
public sealed record DeliveryContent : Choice<DeliveryContent>, IChoice<DeliveryContent>
{
    private DeliveryContent(string value)
        : base(value)
    {
    }

    /// <summary>Nothing but that it is there.</summary>
    public static DeliveryContent None { get; } = new("none");

    /// <summary>The report as Markdown.</summary>
    public static DeliveryContent Markdown { get; } = new("markdown");

    /// <summary>The report as a page.</summary>
    public static DeliveryContent Html { get; } = new("html");

    /// <summary>What the user's preference for the form of reports says: of one that is printed nothing but where it is.</summary>
    public static DeliveryContent Preferred { get; } = new("preferred");

    /// <inheritdoc />
    public static IReadOnlyList<DeliveryContent> All { get; } = [None, Markdown, Html, Preferred];
}

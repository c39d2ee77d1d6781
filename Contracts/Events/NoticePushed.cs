namespace Nanobot.Contracts.Events;

/// <summary>Something that a user wants to be told of, for the devices and connections that it has open now.</summary>
/// <param name="DeliveryId">By which it is known again.</param>
/// <param name="Kind">report or alert.</param>
/// <param name="SubjectId">The report, or the firing of the alert.</param>
/// <param name="Status">Of a report: completed or failed.</param>
/// <param name="Title">What it is, in one line, in the user's language.</param>
public sealed record NoticePushed(Guid DeliveryId, string Kind, Guid SubjectId, string? Status, string Title) : IIntegrationEvent<NoticePushed>
{
    /// <inheritdoc />
    public static string Topic => "notice.pushed.v1";
}

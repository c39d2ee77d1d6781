namespace Nanobot.Contracts.Events;

/// <summary>Something that a user wants to be told of, for the devices and connections that it has open now.</summary>
/// <param name="DeliveryId">By which it is known again.</param>
/// <param name="Kind">report or alert.</param>
/// <param name="SubjectId">The report, or the firing of the alert; of several things the first.</param>
/// <param name="Status">Of a report: completed or failed.</param>
/// <param name="Title">What it is, in one line, in the user's language.</param>
/// <param name="Link">Where it is read.</param>
/// <param name="Form">The media type in which the user wants to read it there; null where it says none.</param>
/// <param name="Items">Each of several things that are told at once; null of one.</param>
public sealed record NoticePushed(
    Guid DeliveryId, string Kind, Guid SubjectId, string? Status, string Title, string? Link = null, string? Form = null, IReadOnlyList<NoticeItem>? Items = null) : IIntegrationEvent<NoticePushed>
{
    /// <inheritdoc />
    public static string Topic => "notice.pushed.v1";
}

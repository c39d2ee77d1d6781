namespace Nanobot.Services.Reports.Delivery;

/// <summary>What a user is told of.</summary>
/// <param name="Kind">One of <see cref="SubjectKind"/>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Type">Of a report its type; null of an alert.</param>
/// <param name="Status">Of a report completed or failed; null of an alert.</param>
/// <param name="Title">What it is, in one line.</param>
/// <param name="Markdown">What it says: the report, or what the alert found; null where there is nothing to read.</param>
/// <param name="Error">Why a report failed.</param>
/// <param name="At">When it ended or fired.</param>
internal sealed record DeliverySubject(string Kind, Guid Id, string? Type, string? Status, string Title, string? Markdown, string? Error, DateTimeOffset At)
{
    /// <summary>What happened, as messages name it.</summary>
    public string What => Kind == SubjectKind.Alert ? "alert.fired" : $"report.{Status}";
}

namespace Nanobot.Services.Reports.Evidence.Calendars;

/// <summary>Something dated that lies ahead. Its text is data: it is escaped wherever it is shown.</summary>
/// <param name="Title">What it is, on one line.</param>
/// <param name="Day">The day, in the reader's time zone.</param>
/// <param name="At">The moment; null for what takes the whole day.</param>
/// <param name="Source">What its calendar is called.</param>
internal sealed record CalendarItem(string Title, DateOnly Day, DateTimeOffset? At, string Source = "");

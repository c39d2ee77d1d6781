using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Calendars;

/// <summary>What a calendar has.</summary>
/// <param name="Name">What it calls itself, or null.</param>
/// <param name="Entries">How many entries it holds, whenever they are.</param>
/// <param name="Items">What lies ahead, the next first.</param>
/// <param name="Remarks">What had to be put up with to read it.</param>
internal sealed record CalendarFound(string? Name, int Entries, IReadOnlyList<CalendarItem> Items, IReadOnlyList<Wording> Remarks);

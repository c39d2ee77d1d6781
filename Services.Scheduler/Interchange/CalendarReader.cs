using System.Text.Json;
using System.Text.Json.Nodes;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>Reads what a calendar asks for. Nothing that it names is fetched, and nothing but events is looked at.</summary>
internal static class CalendarReader
{
    /// <summary>Most events of a calendar.</summary>
    public const int MaximumEvents = 1_000;

    private const string Paused = "paused";

    /// <summary>Its events; null where it is no calendar.</summary>
    public static IReadOnlyList<CalendarEntry>? Read(string text, DateTimeOffset now)
    {
        Calendar? calendar;
        try
        {
            calendar = Calendar.Load(text);
            return calendar is null ? null : [.. calendar.Events.Select(read => Entry(read, now))];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever the reader stumbles over is in what was sent.
            return null;
        }
    }

    private static CalendarEntry Entry(CalendarEvent read, DateTimeOffset now)
    {
        var uid = read.Properties.Get<string>("UID");
        if (string.IsNullOrWhiteSpace(uid) || uid.Length > 255 || !Text.IsClean(uid))
        {
            return CalendarEntry.Refused("", read.Summary, "UID: is needed, 1 to 255 characters");
        }

        return TextOf(read, CalendarMembers.Schedule) is { } schedule ? Own(uid, read.Summary, schedule, TextOf(read, CalendarMembers.Payload)) : ForeignEvent.Read(uid, read, now);
    }

    // As the house has written it: a body of POST /schedule/jobs in two parts, with members beside that only answers have.
    private static CalendarEntry Own(string uid, string? summary, string schedule, string? payload)
    {
        try
        {
            var whole = JsonNode.Parse(schedule) as JsonObject ?? [];
            var enabled = whole["status"] is JsonValue status && status.TryGetValue<string>(out var name) ? name != Paused : (bool?)null;
            // Whose zone is the user's names none.
            if (whole["zone_mode"] is JsonValue mode && mode.TryGetValue<string>(out var whose) && whose == ZoneMode.User)
            {
                whole.Remove("time_zone");
            }

            whole["payload"] = payload is null ? null : JsonNode.Parse(payload);
            return new CalendarEntry(uid, summary, whole.Deserialize<CreateJobRequest>(Json.Wire), enabled, null, null);
        }
        catch (JsonException exception)
        {
            return CalendarEntry.Refused(uid, summary, $"{CalendarMembers.Schedule} and {CalendarMembers.Payload}: are no job ({exception.Path ?? "not JSON"})");
        }
    }

    private static string? TextOf(CalendarEvent read, string name) => read.Properties.FirstOrDefault(property => property.Name == name)?.Value as string;
}

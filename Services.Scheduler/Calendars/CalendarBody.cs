using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Calendars;

/// <summary>A calendar as the body of a request: an iCalendar text, or JSON with a list of days.</summary>
internal static class CalendarBody
{
    private const string Days = "days";

    /// <summary>Reads it whole; or says why it is none.</summary>
    public static async Task<(CalendarContent? Content, Refusal? Refusal)> ReadAsync(HttpRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        var type = BodyType.Of(request);
        if (type is not { ForeignCharset: null } || (type.MediaType != MediaTypes.Calendar && !type.IsJson))
        {
            return (null, Refusals.UnsupportedMediaType($"Send the calendar as {MediaTypes.Calendar} or as {MediaTypes.Json}, in UTF-8."));
        }

        // No larger than the operation takes: the server sees to that.
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, cancellationToken);
        var octets = content.ToArray();
        if (type.IsJson)
        {
            return ReadJson(octets);
        }

        if (!Utf8.IsValid(octets) || octets.Contains((byte)0))
        {
            return (null, Refusals.Invalid("body", "must be text in UTF-8"));
        }

        var (calendar, why) = CalendarText.Read(Encoding.UTF8.GetString(octets), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), time);
        return calendar is null ? (null, Refusals.Invalid("body", why!)) : (calendar, null);
    }

    private static (CalendarContent? Content, Refusal? Refusal) ReadJson(byte[] octets)
    {
        var errors = new ValidationErrors();
        var days = new HashSet<DateOnly>();
        try
        {
            using var json = JsonDocument.Parse(octets);
            var members = json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.EnumerateObject().ToList() : [];
            foreach (var member in members.Where(static member => member.Name != Days))
            {
                errors.Require(false, member.Name, "is no member of a calendar");
            }

            errors.Require(members.Exists(static member => member is { Name: Days, Value.ValueKind: JsonValueKind.Array }), Days, "must be a list of days, such as 2027-01-01");
            foreach (var day in members.Where(static member => member is { Name: Days, Value.ValueKind: JsonValueKind.Array }).SelectMany(static member => member.Value.EnumerateArray()))
            {
                var isDay = DateOnly.TryParseExact(day.ValueKind == JsonValueKind.String ? day.GetString() : null, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                    && date >= DaySet.First && date <= DaySet.Last;
                errors.Require(isDay, Days, string.Create(CultureInfo.InvariantCulture, $"must be days from {DaySet.First:yyyy-MM-dd} to {DaySet.Last:yyyy-MM-dd}"));
                days.Add(date);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter of texts that are halves of characters.
            errors.Require(false, "body", "must be JSON of whole characters");
        }

        errors.Require(days.Count <= CalendarLimits.Days, Days, string.Create(CultureInfo.InvariantCulture, $"must be at most {CalendarLimits.Days} days"));
        return errors.ToRefusal() is { } refusal ? (null, refusal) : (new CalendarContent(DaySet.Of(days)), null);
    }
}

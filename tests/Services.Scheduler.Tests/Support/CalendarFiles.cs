using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Nanobot.Services.Scheduler.Tests.Support;

/// <summary>Calendars as clients send and get them.</summary>
internal static class CalendarFiles
{
    public static Task<string> ExportAsync(this HttpClient client) => client.GetStringAsync(new Uri("/schedule/export", UriKind.Relative));

    public static async Task<JsonObject> ImportAsync(this HttpClient client, string calendar, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var content = new StringContent(calendar, Encoding.UTF8, "text/calendar");
        using var response = await client.PostAsync(new Uri("/schedule/import", UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>A calendar of events, each of lines behind its UID.</summary>
    public static string Of(params (string Uid, string[] Lines)[] events) => string.Join("\r\n",
    [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Somebody//EN",
        .. events.SelectMany(static one => (string[])["BEGIN:VEVENT", $"UID:{one.Uid}", "DTSTAMP:20300101T000000Z", .. one.Lines, "END:VEVENT"]),
        "END:VCALENDAR", "",
    ]);
}

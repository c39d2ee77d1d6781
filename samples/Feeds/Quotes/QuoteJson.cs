using System.Globalization;
using System.Text.Json.Nodes;

namespace Nanobot.Samples.Feeds.Quotes;

/// <summary>A price file as JSON: an array with an object for each day, whose members are the columns in lower case.</summary>
internal static class QuoteJson
{
    public static string Of(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var names = lines.Length == 0 ? [] : lines[0].ToLowerInvariant().Split(',');
        return new JsonArray([.. lines.Skip(1).Select(line => (JsonNode)Day(names, line.Split(',')))]).ToJsonString();
    }

    private static JsonObject Day(string[] names, string[] fields)
    {
        var day = new JsonObject();
        for (var i = 0; i < Math.Min(names.Length, fields.Length); i++)
        {
            day[names[i]] = decimal.TryParse(fields[i], NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : fields[i];
        }

        return day;
    }
}

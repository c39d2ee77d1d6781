using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes.Providers;

/// <summary>The columns that are looked for in JSON, under the names by which price files have them.</summary>
internal static class JsonColumns
{
    /// <summary>Each column's name in a header, and its pointer in a shape.</summary>
    public static IReadOnlyList<(string Name, string? Pointer)> Of(JsonShapeOptions shape) =>
    [
        ("date", shape.Date), ("open", shape.Open), ("high", shape.High), ("low", shape.Low), ("close", shape.Close), ("adj close", shape.Adjusted), ("volume", shape.Volume), ("split", shape.Split),
        // Behind the others, and the same in all rows.
        ("currency", ""),
    ];
}

namespace Nanobot.Services.Reports.Evidence;

/// <summary>The kinds of notes, as the API names them.</summary>
internal static class NoteKind
{
    /// <summary>How many symbols rose and fell, and which most.</summary>
    public const string Overview = "overview";

    /// <summary>How far from its lowest and highest close a symbol is.</summary>
    public const string Range = "range";

    /// <summary>How a symbol went over months.</summary>
    public const string Trend = "trend";

    /// <summary>How many headlines name something.</summary>
    public const string Topic = "topic";

    /// <summary>What is new since the report before.</summary>
    public const string Since = "since";

    /// <summary>What lies ahead.</summary>
    public const string Calendar = "calendar";

    /// <summary>A line of a file of the user's workspace.</summary>
    public const string Workspace = "workspace";
}

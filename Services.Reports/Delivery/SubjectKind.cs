namespace Nanobot.Services.Reports.Delivery;

/// <summary>What is told of.</summary>
internal static class SubjectKind
{
    /// <summary>A report that has ended.</summary>
    public const string Report = "report";

    /// <summary>An alert that has fired.</summary>
    public const string Alert = "alert";
}

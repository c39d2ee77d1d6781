namespace Nanobot.Services.Reports.Persistence;

internal static class ReportTypes
{
    public const string Daily = "daily";
    public const string Weekly = "weekly";
    public const string Custom = "custom";

    public static IReadOnlyCollection<string> All { get; } = [Daily, Weekly, Custom];
}

using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Making;

/// <summary>A report cannot be made, and trying again would not help.</summary>
/// <param name="reason">Why, for its user.</param>
internal sealed class ReportFailedException(Wording reason) : Exception(reason.En)
{
    /// <summary>Why, for its user.</summary>
    public Wording Reason { get; } = reason;
}

using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What tags must be to be accepted.</summary>
internal static class TagRules
{
    /// <summary>Most tags of a job.</summary>
    public const int Maximum = 10;

    public static void Check(IReadOnlyList<string>? tags, ValidationErrors errors)
    {
        if (tags is null)
        {
            return;
        }

        errors.Require(tags.Count <= Maximum, "tags", string.Create(CultureInfo.InvariantCulture, $"must be {Maximum} at most"));
        errors.Require(tags.All(JobTag.IsValid), "tags", $"each {JobTag.Form}");
        errors.Require(tags.Distinct(StringComparer.Ordinal).Count() == tags.Count, "tags", "names each once");
    }
}

namespace Nanobot.Streams.Tests.Drills.Upgrade;

/// <summary>A fact of two versions: it wants an earlier one that was built, where <c>UPGRADE_BUILD</c> says. <c>./acceptance.sh upgrade</c> builds one.</summary>
public sealed class UpgradeFactAttribute : FactAttribute
{
    /// <summary>The variable.</summary>
    public const string Variable = "UPGRADE_BUILD";

    public UpgradeFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Skip = $"No earlier version is built: {Variable} is not set. ./acceptance.sh upgrade builds one and runs this.";
        }
    }
}

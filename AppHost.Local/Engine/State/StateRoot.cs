using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Engine.State;

/// <summary>Where everything that outlives a build is kept; nothing of it is inside the repository.</summary>
internal static class StateRoot
{
    private const string Name = "nanobot-aspire";

    /// <summary><c>Local:StateDirectory</c>, or the user's data directory.</summary>
    public static string Find(IConfiguration configuration) =>
        configuration["Local:StateDirectory"] is { Length: > 0 } configured
            ? Path.GetFullPath(configured)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), Name);
}

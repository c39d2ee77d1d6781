using Nanobot.Platform.Core.Configuration;

namespace Nanobot.AllInOne.Install;

/// <summary>
/// What the process is told, and what it works out for itself where it is told less: with nothing but <c>ConnectionStrings:postgres</c> it makes keys and
/// passwords of its own and keeps them. What is set goes before what is kept.
/// </summary>
/// <param name="Settings">All of it, for every module.</param>
internal sealed record Installation(Dictionary<string, string?> Settings)
{
    /// <summary>Where keys are kept that nobody has set: <c>AllInOne:Directory</c>; without it <c>nanobot</c> in the user's data directory (<c>~/.local/share</c>).</summary>
    public const string DirectorySetting = "AllInOne:Directory";

    /// <summary>Reads the settings: the command line, the environment, <c>appsettings.json</c>.</summary>
    /// <exception cref="StartupException">The directory cannot be used.</exception>
    public static Installation Read(string[] args)
    {
        var told = WebApplication.CreateBuilder(args).Configuration;
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Fill(settings, told, KeptKeys.Needed(told) ? KeptKeys.Open(DirectoryOf(told)).Settings() : []);
        Fill(settings, told, PostgresSettings.Of(told, settings));
        // Nobody is led to a module by the registry: each is where the process is.
        Fill(settings, told, [new("Registry:Announces", "false")]);
        foreach (var module in Modules.Services)
        {
            Fill(settings, told, [new($"Modules:{module.Name}:Binding", "in-process")]);
        }

        foreach (var (key, value) in told.AsEnumerable().Where(static setting => setting is { Key: DatabaseSetup.Setting, Value: not null }
            || (setting.Value is not null && setting.Key.StartsWith("ConnectionStrings:", StringComparison.OrdinalIgnoreCase))))
        {
            settings[key] = value;
        }

        return new Installation(settings);
    }

    private static void Fill(Dictionary<string, string?> settings, IConfiguration told, IEnumerable<KeyValuePair<string, string?>> own)
    {
        foreach (var (key, value) in own)
        {
            settings[key] = told[key] is { Length: > 0 } set ? set : value;
        }
    }

    private static string DirectoryOf(IConfiguration told) => told[DirectorySetting] is { Length: > 0 } directory
        ? Path.GetFullPath(directory)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "nanobot");
}

using System.Security.Cryptography;
using System.Text.Json;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Tenancy;

namespace Nanobot.AllInOne.Install;

/// <summary>
/// The keys and passwords of an installation that was given none: made at its first start, kept in one file that its user alone may read
/// (<c>keys.json</c>), in the form of settings. Whoever loses the file loses what tenants have had sealed; it belongs with the backups of the database.
/// </summary>
/// <param name="kept">Name and value.</param>
internal sealed class KeptKeys(Dictionary<string, string> kept)
{
    private const string FileName = "keys.json";
    private const int Length = 48;

    private static readonly string[] Names = [.. Modules.Services.Select(static module => module.Name).Prepend(Modules.Gateway.Name)];

    /// <summary>Whether keys are to be made: not where contexts' keys are set, as by the AppHost, which sets all of them.</summary>
    public static bool Needed(IConfiguration told) => string.IsNullOrEmpty(told["Tenancy:TrustedKeys:0"]);

    /// <summary>Opens the file; makes it where it is not there.</summary>
    /// <exception cref="StartupException">It cannot be read, made, or is open to others.</exception>
    public static KeptKeys Open(string directory)
    {
        var file = Path.Combine(directory, FileName);
        try
        {
            if (!File.Exists(file))
            {
                Make(directory, file);
            }

            if ((File.GetUnixFileMode(file) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
            {
                throw new StartupException($"{file} holds the installation's keys and is open to others than its user: chmod 600 it.");
            }

            return new KeptKeys(JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) ?? []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartupException($"The installation's keys cannot be kept in {file} ({Installation.DirectorySetting}): {exception.Message}", exception);
        }
    }

    /// <summary>As settings.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings()
    {
        for (var i = 0; i < Names.Length; i++)
        {
            var (id, key) = ($"{Names[i]}-1", Of($"{Names[i]}-context-key"));
            yield return new($"Modules:{Names[i]}:Tenancy:SigningKeys:0", $"{id}:{key}");
            yield return new($"Tenancy:TrustedKeys:{i}", $"{id}:{Names[i]}:{PublicHalf(key)}");
        }

        yield return new("Secrets:Keys:0", $"secrets-1:{Of("secrets-key")}");
        yield return new("Tokens:SigningKey", Of("token-key"));
        yield return new("Bootstrap:OperatorKey", Of("operator-key"));
        yield return new(PostgresSettings.PasswordSetting, Of("database-password"));
    }

    private string Of(string name) => kept.TryGetValue(name, out var value)
        ? value
        : throw new StartupException($"The installation's keys ({FileName}) have no {name}.");

    private static void Make(string directory, string file)
    {
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var made = Names.ToDictionary(static name => $"{name}-context-key", static _ => ContextKeyPair.Create().PrivateKey);
        foreach (var name in new[] { "secrets-key", "token-key", "operator-key", "database-password" })
        {
            made[name] = RandomNumberGenerator.GetHexString(Length, lowercase: true);
        }

        // Whole or not at all: what a broken start leaves must not be taken for keys.
        var draft = $"{file}.{Environment.ProcessId}";
        using (var stream = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            JsonSerializer.Serialize(stream, made);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: false);
    }

    private static string PublicHalf(string privateKey)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(privateKey), out _);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }
}

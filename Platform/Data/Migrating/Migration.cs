using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Platform.Data.Migrating;

/// <summary>One numbered SQL file. The set "shared" holds what every database has, the set "service" the service's own.</summary>
internal sealed record Migration(string Set, int Version, string Name, string Text)
{
    public const string Shared = "shared";
    public const string Service = "service";

    /// <summary>SHA-256 of the text with line ends normalised, hexadecimal.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.Replace("\r\n", "\n", StringComparison.Ordinal))));

    /// <summary>The shared migrations, then the service's own, each in order of number.</summary>
    public static IReadOnlyList<Migration> Load(Assembly service) =>
    [
        .. Load(typeof(Migration).Assembly, "shared-migrations/", Shared),
        .. Load(service, "migrations/", Service),
    ];

    private static IEnumerable<Migration> Load(Assembly assembly, string prefix, string set)
    {
        var migrations = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => Read(assembly, name, name[prefix.Length..], set))
            .OrderBy(migration => migration.Version)
            .ToList();
        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Version != i + 1)
            {
                throw new StartupException($"The {set} migrations of {assembly.GetName().Name} are not numbered without gaps: expected {i + 1:0000}, found {migrations[i].Name}.");
            }
        }

        return migrations;
    }

    private static Migration Read(Assembly assembly, string resource, string file, string set)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return new Migration(set, int.Parse(file.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), file, reader.ReadToEnd());
    }
}

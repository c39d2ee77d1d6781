using System.Text.Json;

namespace Aspire.Hosting.Engine.State;

/// <summary>The generated secrets of one suite, in a file that only its user can read.</summary>
internal sealed class SecretStore(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Lock _gate = new();

    public string Path { get; } = path;

    public string GetOrAdd(string name, Func<string> make)
    {
        lock (_gate)
        {
            var values = Read();
            if (values.TryGetValue(name, out var value))
                return value;
            values[name] = value = make();
            PrivateFile.Write(Path, JsonSerializer.Serialize(values, Indented), OwnerOnly);
            return value;
        }
    }

    private SortedDictionary<string, string> Read()
    {
        if (!File.Exists(Path))
            return new(StringComparer.Ordinal);
        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(Path)) ?? [];
        }
        catch (JsonException e)
        {
            throw new DistributedApplicationException($"The secrets in {Path} cannot be read ({e.Message}). Restore the file, or remove it together with the data beside it.", e);
        }
    }
}

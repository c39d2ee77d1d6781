using System.Text.Json;

namespace Aspire.Hosting.Engine.State;

/// <summary>The generated secrets of one suite, in a file that only its user can read.</summary>
internal sealed class SecretStore(string path)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Lock _gate = new();

    public string Path => path;

    public string GetOrAdd(string name, Func<string> make)
    {
        lock (_gate)
        {
            var values = Read();
            if (values.TryGetValue(name, out var value))
                return value;
            values[name] = value = make();
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            PrivateFile.Write(path, JsonSerializer.Serialize(values, Indented));
            return value;
        }
    }

    private SortedDictionary<string, string> Read()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(path)) ?? [] : [];
        }
        catch (JsonException e)
        {
            throw new DistributedApplicationException($"The secrets in {path} cannot be read ({e.Message}). Restore the file, or remove it together with the data beside it.", e);
        }
    }
}

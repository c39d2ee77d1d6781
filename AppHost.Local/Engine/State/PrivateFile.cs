namespace Aspire.Hosting.Engine.State;

/// <summary>Writes a file whole or not at all, never readable by others, not even for a moment.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string content)
    {
        var temporary = $"{path}.new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (var writer = new StreamWriter(temporary, options))
            writer.Write(content);
        File.Move(temporary, path, overwrite: true);
    }
}

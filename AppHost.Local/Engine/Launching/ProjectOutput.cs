using System.Reflection;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Finds the built DLL of a project.</summary>
internal static class ProjectOutput
{
    public static string Find(string projectPath, ProjectResource resource)
    {
        // The class that the build makes says where the DLL is; a project given by its path has the usual place.
        var metadata = resource.Annotations.OfType<IProjectMetadata>().Last();
        return metadata.GetType().GetProperty("OutputPath", BindingFlags.Public | BindingFlags.Instance)?.GetValue(metadata) as string ?? Newest(projectPath);
    }

    private static string Newest(string projectPath)
    {
        var name = $"{Path.GetFileNameWithoutExtension(projectPath)}.dll";
        var bin = Path.Combine(Path.GetDirectoryName(projectPath)!, "bin");
        return !Directory.Exists(bin)
            ? Path.Combine(bin, name)
            : Directory.EnumerateFiles(bin, name, SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault() ?? Path.Combine(bin, name);
    }
}

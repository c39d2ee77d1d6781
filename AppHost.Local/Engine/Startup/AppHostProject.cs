using System.Reflection;
using Aspire.Hosting.Testing;

namespace Aspire.Hosting.Engine.Startup;

/// <summary>Finds the AppHost; its build leaves the path of its project in the assembly.</summary>
internal static class AppHostProject
{
    private const string PathKey = "apphostprojectpath";

    public static Assembly? FindAssembly() => EntryPointSession.Current?.Assembly ?? Assembly.GetEntryAssembly();

    public static string? FindDirectory(Assembly? assembly) =>
        assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == PathKey)?.Value is { } path && Directory.Exists(path)
            ? path
            : null;
}

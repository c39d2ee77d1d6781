using System.Reflection;

namespace Nanobot.Architecture.Tests;

public sealed class DependencyTests
{
    [Fact]
    public void Compiled_services_use_no_assembly_of_another_service()
    {
        foreach (var service in Repository.Services)
        {
            var foreign = Assembly.Load(service).GetReferencedAssemblies()
                .Where(reference => reference.Name!.StartsWith("Services.", StringComparison.Ordinal) || reference.Name.StartsWith("AppHost", StringComparison.Ordinal));
            Assert.Empty(foreign);
        }
    }

    [Fact]
    public void Contracts_need_no_package_and_no_project()
    {
        Assert.Empty(Repository.References("Contracts", "ProjectReference"));
        Assert.Empty(Repository.References("Contracts", "PackageReference"));
        Assert.Empty(Repository.References("Contracts", "FrameworkReference"));
    }

    [Fact]
    public void Package_versions_stand_in_one_file()
    {
        var offenders = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => System.Xml.Linq.XDocument.Load(file).Descendants("PackageReference").Any(reference => reference.Attribute("Version") is not null))
            .ToList();
        Assert.Empty(offenders);
    }
}

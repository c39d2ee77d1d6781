namespace Nanobot.AppHost.Stores;

/// <summary>
/// The modules' databases. The migrations are given the owner's connection string of each, and those of its two logins, which they make;
/// a service is given its two logins', each with a password of its own, and nothing else.
/// </summary>
/// <param name="address">PostgreSQL's, as the beginning of a connection string.</param>
/// <param name="add">Adds a database to the server.</param>
/// <param name="secret">Adds a password.</param>
/// <param name="migrations">The project that migrates them.</param>
internal sealed class ModuleDatabases(
    ReferenceExpression address,
    Func<string, IResourceBuilder<IResourceWithConnectionString>> add,
    Func<string, IResourceBuilder<ParameterResource>> secret,
    IResourceBuilder<ProjectResource> migrations)
{
    /// <summary>
    /// Gives <paramref name="service"/> a database. It does not wait for it here: it waits by itself, until the migrations have been there,
    /// so that everything starts side by side.
    /// </summary>
    public IResourceBuilder<ProjectResource> Give(IResourceBuilder<ProjectResource> service, string name)
    {
        var database = add(name);
        var (application, platform) = (AddLogin(database, name, "app"), AddLogin(database, name, "platform"));
        migrations.WithReference(database, $"{name}-owner").WithReference(application, name).WithReference(platform).WaitFor(database);
        return service.WithReference(application, name).WithReference(platform);
    }

    private IResourceBuilder<IResourceWithConnectionString> AddLogin(IResourceBuilder<IResourceWithConnectionString> database, string name, string login)
    {
        var password = secret($"{name}-{login}-password");
        return database.ApplicationBuilder.AddConnectionString($"{name}-{login}",
            ReferenceExpression.Create($"{address};Username={name}_{login};Password={password};Database={name}")).WithParentRelationship(database);
    }
}

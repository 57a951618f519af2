# Makes TO hold exactly the files of LIST (one a line, relative to FROM).
file(STRINGS ${LIST} files ENCODING UTF-8)
file(REMOVE_RECURSE ${TO})
foreach(file IN LISTS files)
    get_filename_component(folder ${file} DIRECTORY)
    file(COPY ${FROM}/${file} DESTINATION ${TO}/${folder})
endforeach()

curl -s 'https://info.example/api/v1/procedures?code=DOPA-003&fields=id,name_th,name_en'
